"""审批报备: applications to enter schools, held against the list, the law's notice, and each other."""
