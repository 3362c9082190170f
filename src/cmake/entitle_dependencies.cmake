# Finds what the sources are built on, and says in plain words what is wrong when something is missing.
# Test tools are found in tests/, CLI11 where the command is built.
find_package(Boost 1.81 QUIET)
if(NOT Boost_FOUND)
  message(FATAL_ERROR
    "Entitle needs Boost 1.81 or newer (headers only), and it was not found.\n"
    "Older ones will not do: the character parsers of Spirit X3 in Boost 1.74 abort on bytes above 0x7F, "
    "and the rule files are UTF-8.\n"
    "On Debian 12: apt-get install libboost1.81-dev (it takes the place of libboost-dev, which is 1.74).\n"
    "Elsewhere: give its folder by -DCMAKE_PREFIX_PATH=...")
endif()
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt 9 REQUIRED)
# Its version file takes a version for one of the same minor only, so the version is looked at here.
find_package(simdjson REQUIRED)
if(simdjson_VERSION VERSION_LESS 3.0)
  message(FATAL_ERROR "Entitle needs simdjson 3.0 or newer; found ${simdjson_VERSION}.")
endif()
find_package(Utf8proc 2.5 REQUIRED)
