"""Whether what two states say together is grievance or programme: clauses counted and weighed."""
