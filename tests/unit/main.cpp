// The main function of every unit test program; the tests themselves stand in the folder of their
// layer.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
