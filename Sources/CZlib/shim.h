#ifndef KK_CZLIB_SHIM_H
#define KK_CZLIB_SHIM_H
#include <zlib.h>
// inflateInit2 is a macro that adds the version and size of the structure it was compiled with.
static inline int kk_inflate_init_raw(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }
#endif
