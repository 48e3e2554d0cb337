"""What the extractor saw in an article, and why it decided as it did, told for those who write rules.

Reads what `extract` gives; decides nothing, and is needed by no run.
"""
