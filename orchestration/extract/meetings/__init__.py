"""Who met whom: who is named (`parties`), what each sentence tells of a contact (`contacts`), which occasions these are
(`occasions`); each of the three imports only those before it."""
