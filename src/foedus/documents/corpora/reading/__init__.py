"""Reading a user's files: what each kind of file says, or why it was refused."""
