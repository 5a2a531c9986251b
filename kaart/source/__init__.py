"""From the files of authors to records: read, parsed, validated, each mistake with its place."""
