"""From views to files: pages, styles and scripts, spreadsheets, settings of servers."""
