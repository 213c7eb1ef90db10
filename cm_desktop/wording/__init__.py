"""Every sentence that a person reads, in French and English. May not decide anything: it is told what to word."""
