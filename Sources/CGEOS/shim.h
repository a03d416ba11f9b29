#ifndef KK_CGEOS_SHIM_H
#define KK_CGEOS_SHIM_H
// Only the re-entrant half of the C API: every call takes its context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#if GEOS_VERSION_MAJOR < 3 || (GEOS_VERSION_MAJOR == 3 && GEOS_VERSION_MINOR < 10)
#error "kk-diff needs GEOS 3.10 or newer (GEOSMakeValidWithParams_r)"
#endif
#endif
