"""What holds beyond the clause it is said in: passages, headings, places and projects spoken of, times, speakers, goals."""
