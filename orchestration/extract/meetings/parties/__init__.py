"""Who is named in a text, and by which words tied to what happens (`naming` is the door)."""
