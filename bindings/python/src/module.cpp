// The module entitle._core: what the package `entitle` is made of.
#include "convert.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of the package `entitle`; use that.";
  module.attr("__version__") = std::string(entitle::version);
  entitle_python::bind_convert(module);
  entitle_python::bind_determination(module);
  entitle_python::bind_ruleset(module);
  entitle_python::bind_tables(module);
}
