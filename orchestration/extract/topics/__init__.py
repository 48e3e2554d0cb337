"""What the two sides discussed: `scopes` finds the words that speak of a meeting, `finder` the subjects in them."""
