"""The door of employers and licensed recruiters. One package a journey."""
