//! Finding a client: parsing one typed line, comparing it with people, saying why.
