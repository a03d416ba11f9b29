#ifndef KK_CGEOSLOOP_SHIM_H
#define KK_CGEOSLOOP_SHIM_H
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#endif
