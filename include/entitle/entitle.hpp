// All of Entitle that an embedder includes: rules in, a profile in, a determination with its
// reasons out.
#pragma once

#include "entitle/arrow.hpp"
#include "entitle/batch.hpp"
#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "entitle/description.hpp"
#include "entitle/determination.hpp"
#include "entitle/diagnostic.hpp"
#include "entitle/examples.hpp"
#include "entitle/format.hpp"
#include "entitle/language.hpp"
#include "entitle/money.hpp"
#include "entitle/profile.hpp"
#include "entitle/ruleset.hpp"
#include "entitle/table.hpp"
#include "entitle/version.hpp"
