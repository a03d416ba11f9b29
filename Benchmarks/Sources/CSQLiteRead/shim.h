#ifndef KK_CSQLITEREAD_SHIM_H
#define KK_CSQLITEREAD_SHIM_H
#include <sqlite3.h>
#endif
