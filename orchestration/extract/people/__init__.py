"""Who is named: names in three scripts, titles, namesakes. `finder` is the door."""
