#ifndef KK_CNETTLE_SHIM_H
#define KK_CNETTLE_SHIM_H
#include <nettle/sha2.h>
#include <nettle/version.h>
// The names that Nettle gives its functions are macros.
static inline void kk_sha256_init(struct sha256_ctx *context) { sha256_init(context); }
static inline void kk_sha256_update(struct sha256_ctx *context, size_t length, const uint8_t *bytes) {
    sha256_update(context, length, bytes);
}
static inline void kk_sha256_digest(struct sha256_ctx *context, uint8_t digest[SHA256_DIGEST_SIZE]) {
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(context, digest);
#else
    sha256_digest(context, SHA256_DIGEST_SIZE, digest);
#endif
}
#endif
