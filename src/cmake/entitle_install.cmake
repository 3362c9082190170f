# Installs the library, its headers, the rulesets, and what find_package and pkg-config read.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/entitle)
install(TARGETS entitle EXPORT entitle-targets FILE_SET HEADERS)
install(EXPORT entitle-targets NAMESPACE entitle:: DESTINATION ${package_dir})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/rulesets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/entitle/rulesets)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/entitle-config.cmake.in
  ${PROJECT_BINARY_DIR}/entitle-config.cmake INSTALL_DESTINATION ${package_dir}
  PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/entitle-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/entitle-config.cmake
  ${PROJECT_BINARY_DIR}/entitle-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FindUtf8proc.cmake
  DESTINATION ${package_dir})

# A static library's users compile with its macro and link what it is built on; a shared one's do neither.
if(BUILD_SHARED_LIBS)
  set(pkgconfig_requires "Requires.private: libutf8proc simdjson")
  set(pkgconfig_cflags "")
else()
  set(pkgconfig_requires "Requires: libutf8proc simdjson")
  set(pkgconfig_cflags " -DENTITLE_STATIC")
endif()
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
  BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE pkgconfig_to_prefix)
configure_file(${CMAKE_CURRENT_LIST_DIR}/entitle.pc.in ${PROJECT_BINARY_DIR}/entitle.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/entitle.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
