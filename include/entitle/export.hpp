// Marks what an embedder may call across the library's boundary; everything else stays hidden.
// Also on every class that is thrown, since a catch compares type information on both sides.
#pragma once

#if defined(ENTITLE_STATIC) || !defined(__GNUC__)
#define ENTITLE_API
#else
#define ENTITLE_API __attribute__((visibility("default")))
#endif
