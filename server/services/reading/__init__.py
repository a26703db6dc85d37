"""Reading an import's input into batches, in this process or in one of its own.

Parsing takes about as long as storing, and two threads of Python share one lock. So a large input is read by a process
of its own. It knows no database: it imports `server.domain` alone, which takes a fifth of a second.
"""
