"""Which passages of an article are one occasion, and when, where and how long it was (`occasions` is the door)."""
