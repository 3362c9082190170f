// Counts heap allocations a household, after warm-up, over 100,000 households: run by a recycling
// machine in chunks of 1,024, and decided one by one by an Evaluator. Both must be none. Fails with
// the count otherwise. Called as: allocations RULESET EXAMPLES.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "entitle/entitle.hpp"
#include "ruleset_impl.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"

namespace {

std::uint64_t allocations = 0;

void* counted(std::size_t size, std::size_t alignment = 0) {
  ++allocations;
  void* const memory =
      alignment == 0
          ? std::malloc(size)
          : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

using namespace entitle;

constexpr std::uint32_t chunk = 1'024;
constexpr std::uint32_t households = 100'000;

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Households of different sizes and knowledge, over and over.
std::uint64_t in_chunks(const Ruleset& rules, const std::vector<Profile>& profiles, Date day) {
  const Ruleset::Impl& impl = *rules.impl();
  const auto tables = impl.tables(day);
  run::Frame frame(impl.model);
  run::Machine machine(impl.model, impl.plan, run::Policy::recycle);
  std::uint64_t before = 0;
  std::uint32_t done = 0;
  for (int pass = 0; pass < 2; ++pass) {
    before = allocations;
    for (done = 0; done < households; done += chunk) {
      frame.clear();
      for (std::uint32_t i = 0; i < chunk; ++i)
        frame.append(profiles[(done + i) % profiles.size()].impl().household);
      machine.run(frame, *tables);
    }
  }
  return allocations - before;
}

std::uint64_t one_by_one(const Ruleset& rules, const std::vector<Profile>& profiles, Date day) {
  Evaluator evaluator(rules);
  std::uint64_t before = 0;
  for (int pass = 0; pass < 2; ++pass) {
    before = allocations;
    const std::uint32_t count = pass == 0 ? 100 : households;
    for (std::uint32_t i = 0; i < count; ++i)
      (void)evaluator.decide(profiles[i % profiles.size()], day);
  }
  return allocations - before;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const Ruleset rules = Ruleset::load(argv[1]);
  const std::string folder = std::string(argv[2]) + "/";
  const Date day(2021, 9, 1);
  std::vector<Profile> all;
  for (const char* name : {"all_known.json", "family.json", "elder.json", "refused.json"})
    all.push_back(rules.profile(read(folder + name)));
  const std::vector<Profile> known(all.begin(), all.begin() + 1);
  const std::uint64_t chunked = in_chunks(rules, all, day);
  const std::uint64_t single = one_by_one(rules, known, day);
  std::printf("allocations over %u households: %llu in chunks of %u, %llu one by one, all known\n",
              households, static_cast<unsigned long long>(chunked), chunk,
              static_cast<unsigned long long>(single));
  return chunked == 0 && single == 0 ? 0 : 1;
}
