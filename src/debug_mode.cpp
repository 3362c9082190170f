// What programs with -D_GLIBCXX_DEBUG look for when they are linked: there only where the library
// was built with it too (export.hpp).
#include "entitle/export.hpp"

#if defined(_GLIBCXX_DEBUG)
namespace entitle {
inline namespace v0 {
const char library_built_with_GLIBCXX_DEBUG = 1;
}  // namespace v0
}  // namespace entitle
#endif
