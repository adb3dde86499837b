"""What carries alerts that are neither calls nor WhatsApp messages (those are in ivr/ and whatsapp/)."""
