#ifndef KK_CPROJ_SHIM_H
#define KK_CPROJ_SHIM_H
#include <proj.h>
#if PROJ_VERSION_MAJOR < 9
#error "kk-diff needs PROJ 9 or newer"
#endif
#endif
