"""What vetting found, as people, programs and pipelines read it; nothing here prints."""
