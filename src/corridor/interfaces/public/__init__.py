"""What anyone may read: verified work, checks of agencies, jobs and documents. One package a journey."""
