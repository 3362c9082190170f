// Kernels compiled for several instruction sets in one binary, where the compiler can.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define ENTITLE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ENTITLE_CLONES
#endif

// Says before a loop that its columns do not overlap, where restrict cannot.
#if defined(__GNUC__) && !defined(__clang__)
#define ENTITLE_APART _Pragma("GCC ivdep")
#else
#define ENTITLE_APART
#endif
