"""The door of ministries, missions and inspectors. One package a journey."""
