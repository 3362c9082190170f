# How Entitle's own sources are compiled: C++20, symbols hidden unless exported, warnings for its developers,
# and the flags that let the compiler vectorise the kernels. Nothing of it reaches an embedder.
function(entitle_compile_settings target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(ENTITLE_DEVELOPER)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
    if(NOT CMAKE_UNITY_BUILD)  # there a name of one file hides that of another
      target_compile_options(${target} PRIVATE -Wshadow)
    endif()
    find_program(ENTITLE_CCACHE ccache)
    if(ENTITLE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
      # Another checkout's objects serve here too, and precompiled headers do not turn the cache off.
      target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
      set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros;${ENTITLE_CCACHE}")
    endif()
  endif()
endfunction()

# g++ vectorises int64 loops at -O3 only, and compares and selects only where floating point may not trap.
function(entitle_kernel_settings)
  set(kernels ${ARGN})
  list(FILTER kernels INCLUDE REGEX "/src/run/(answers|kernels[^/]*)\\.cpp$")
  if(kernels)
    set_source_files_properties(${kernels} PROPERTIES
      SKIP_PRECOMPILE_HEADERS ON  # their flags are others
      COMPILE_OPTIONS "$<$<NOT:$<CONFIG:Debug>>:-O3>;-fno-trapping-math")
  endif()
endfunction()

# Halves the time to build from nothing: what most sources include is read once, and where CMAKE_UNITY_BUILD is on,
# six sources are compiled as one. Not those of the grammar: the two languages name their rules alike.
function(entitle_compile_together target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <bit> <charconv> <cstdint> <cstring> <functional> <memory> <numeric> <optional> <span>
    <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector> ${ARGN})
  set_target_properties(${target} PROPERTIES UNITY_BUILD_BATCH_SIZE 6)
  get_target_property(grammar ${target} SOURCES)
  list(FILTER grammar INCLUDE REGEX "/src/syntax/.*\\.cpp$")
  if(grammar)
    set_source_files_properties(${grammar} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()
