"""Who met whom: parties, clauses, contacts (`candidates` is the door), and the occasions they tell of (`occasions`)."""
