# Plays the stranger: puts a copy of the project in the folder named by `way`, beside the example it compiles, into a
# fresh folder, then configures, builds and runs it. Fails at the first step that fails.
set(ENV{CLICOLOR} 0)

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(decide program rulesets)
  execute_process(COMMAND ${program} ${rulesets}/xizang ${source}/examples/family.json
    OUTPUT_VARIABLE page COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
  message(STATUS "${page}")
  if(NOT page MATCHES "符合" OR NOT page MATCHES "高龄老人健康补贴")
    message(FATAL_ERROR "The program ran, but what it printed is no determination.")
  endif()
endfunction()

file(REMOVE_RECURSE ${work})
file(COPY ${source}/tests/consumer/${way}/ DESTINATION ${work}/project)
file(COPY ${source}/examples/embed.cpp DESTINATION ${work}/project)
set(configure ${CMAKE_COMMAND} -S ${work}/project -B ${work}/build -G Ninja -DCMAKE_CXX_COMPILER=${compiler})

if(way STREQUAL find_package)
  run(${CMAKE_COMMAND} --install ${build} --prefix ${work}/prefix)
  # Nothing that the library is made with may be asked of whoever uses it.
  run(${configure} -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${work}/prefix -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON
    -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON)
  run(${CMAKE_COMMAND} --build ${work}/build)
  decide(${work}/build/stranger ${work}/prefix/share/entitle/rulesets)

  file(GLOB_RECURSE pc ${work}/prefix/*/entitle.pc)
  cmake_path(GET pc PARENT_PATH folder)
  set(ENV{PKG_CONFIG_PATH} ${folder})
  execute_process(COMMAND pkg-config --cflags --libs entitle
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  run(${compiler} -std=c++20 ${work}/project/embed.cpp ${flags} -o ${work}/by_pkgconfig)
  set(ENV{LD_LIBRARY_PATH} ${folder}/..)  # for a build that was configured shared
  decide(${work}/by_pkgconfig ${work}/prefix/share/entitle/rulesets)
else()
  # With the containers of the library and of the caller checked alike; at -O0 and several sources as one, which builds
  # faster.
  run(${configure} -DENTITLE_FOLDER=${source} -DBUILD_SHARED_LIBS=ON -DCMAKE_CXX_FLAGS=-D_GLIBCXX_DEBUG
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_UNITY_BUILD=ON)
  run(${CMAKE_COMMAND} --build ${work}/build)
  decide(${work}/build/stranger ${source}/rulesets)

  # The boundary of the shared library: nothing internal, and nothing of what it is made with.
  file(GLOB libraries ${work}/build/entitle/libentitle.so)
  execute_process(COMMAND nm -D -C --defined-only ${libraries}
    OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  if(NOT symbols MATCHES "entitle::v0::")
    message(FATAL_ERROR "The shared library exports nothing of Entitle.")
  endif()
  # Of each line "address kind name" the name; all of it is the public namespace's or about Error.
  string(REGEX REPLACE "(^|\n)[^ \n]* [A-Za-z] " "\\1" symbols "${symbols}")
  string(REGEX REPLACE ";" "," symbols "${symbols}")
  string(REGEX REPLACE "\n" ";" symbols "${symbols}")
  file(GLOB layers RELATIVE ${source}/src ${source}/src/*)
  list(JOIN layers "|" layers)
  set(leaks "")
  foreach(symbol IN LISTS symbols)
    if(symbol AND (NOT symbol MATCHES "^entitle::v0::|^(typeinfo|typeinfo name|vtable) for entitle::v0::Error$"
       OR symbol MATCHES "entitle::(${layers})::|boost::|nlohmann::|simdjson::|::Impl::"))
      list(APPEND leaks ${symbol})
    endif()
  endforeach()
  if(leaks)
    list(JOIN leaks "\n" leaks)
    message(FATAL_ERROR "The shared library exports what is not its API:\n${leaks}")
  endif()
endif()
