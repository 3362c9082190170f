# How Entitle's own sources are compiled: C++20, symbols hidden unless exported, warnings for its developers,
# and the flags that let the compiler vectorise the kernels. Nothing of it reaches an embedder.
function(entitle_compile_settings target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(ENTITLE_DEVELOPER)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
    find_program(ENTITLE_CCACHE ccache)
    if(ENTITLE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
      set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER ${ENTITLE_CCACHE})
    endif()
  endif()
endfunction()

# g++ vectorises int64 loops at -O3 only, and compares and selects only where floating point may not trap.
function(entitle_kernel_settings)
  set(kernels ${ARGN})
  list(FILTER kernels INCLUDE REGEX "/src/run/(answers|kernels[^/]*)\\.cpp$")
  if(kernels)
    set_source_files_properties(${kernels} PROPERTIES
      COMPILE_OPTIONS "$<$<NOT:$<CONFIG:Debug>>:-O3>;-fno-trapping-math")
  endif()
endfunction()
