// Marks what an embedder may call across the library's boundary; everything else stays hidden.
// Also on every class that is thrown, since a catch compares type information on both sides.
#pragma once

#if defined(ENTITLE_STATIC) || !defined(__GNUC__)
#define ENTITLE_API
#else
#define ENTITLE_API __attribute__((visibility("default")))
#endif

// With -D_GLIBCXX_DEBUG the standard's containers have another layout: a library that was built
// without it cannot be linked, rather than crash.
#if defined(_GLIBCXX_DEBUG) && defined(__GNUC__)
namespace entitle {
inline namespace v0 {
ENTITLE_API extern const char library_built_with_GLIBCXX_DEBUG;
[[gnu::used]] static const char* const glibcxx_debug_needs = &library_built_with_GLIBCXX_DEBUG;
}  // namespace v0
}  // namespace entitle
#endif
