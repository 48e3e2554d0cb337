ann () 
{ 
    f=/tmp/e20b_w/t$RANDOM.txt;
    printf "$1" > $f;
    python -m orchestration annotate $f --published $2;
    rm $f
}
