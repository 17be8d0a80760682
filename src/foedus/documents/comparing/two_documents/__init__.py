"""Two versions of a document, or two sets of documents: how a state is treated in each."""
