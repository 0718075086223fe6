#include <sqlite3.h>

/* Whether a file system is remote decides the journal; Swift's own C library module leaves this header out. */
#include <sys/vfs.h>
