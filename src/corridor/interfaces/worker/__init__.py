"""The door of workers: what to do now, and the whole way of their file. One package a journey."""
