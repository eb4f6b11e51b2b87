"""Employers, recruiters and their licences, and the job orders by which they ask for workers."""
