// What the page says of itself: headings, buttons, legends.
#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/html/figure_format.h"

namespace segue::html {

enum class PageWord : std::uint8_t {
  kSkip,
  kGlance,
  kGoals,
  kNext,
  kContents,
  kFormula,
  kData,
  kNotes,
  kNoValue,
  kLow,
  kHigh,
  kFrom,
  kTo,
  kCount,
  kPartial,
  kIncomplete,
  kForecast,
  kScroll,
  kEnd,
};

std::string_view Say(PageWord word, Language language);

}  // namespace segue::html
