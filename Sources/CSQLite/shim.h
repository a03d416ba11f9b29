#ifndef KK_CSQLITE_SHIM_H
#define KK_CSQLITE_SHIM_H
#include <sqlite3.h>
// A static destructor constant is a cast macro in C, which Swift cannot import.
static inline sqlite3_destructor_type kk_sqlite_transient(void) { return SQLITE_TRANSIENT; }
#endif
