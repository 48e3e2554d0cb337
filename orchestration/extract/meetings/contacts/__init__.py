"""What the words of one sentence tell of a contact: who with whom, whether it took place (`candidates` is the door)."""
