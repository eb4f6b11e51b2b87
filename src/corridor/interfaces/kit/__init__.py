"""What the doors share: base templates, components, charts, document renderers and the stylesheet."""
