// The codes of mistakes in text and syntax. Each has a section of the same title in docs/errors/syntax.md.
#pragma once

namespace segue::dsl::codes {

inline constexpr const char* kUnexpected = "SG0001";
inline constexpr const char* kUnknownDeclaration = "SG0002";
inline constexpr const char* kOpenText = "SG0003";
inline constexpr const char* kOpenBracket = "SG0004";
inline constexpr const char* kBadEscape = "SG0005";
inline constexpr const char* kInvalidUtf8 = "SG0006";
inline constexpr const char* kFileTooLarge = "SG0007";
inline constexpr const char* kTooDeep = "SG0008";
inline constexpr const char* kReservedName = "SG0009";
inline constexpr const char* kNoSuchTime = "SG0010";
inline constexpr const char* kUnitOnNextLine = "SG0011";
inline constexpr const char* kNotHeld = "SG0012";
inline constexpr const char* kCannotBeHeld = "SG0013";
inline constexpr const char* kMinusWithoutSpaces = "SG0014";
inline constexpr const char* kForeignQuotes = "SG0015";
inline constexpr const char* kForeignSign = "SG0016";
inline constexpr const char* kDescription = "SG0017";
inline constexpr const char* kNumberTooLarge = "SG0018";
inline constexpr const char* kClosesNothing = "SG0019";
inline constexpr const char* kEmptyName = "SG0020";
inline constexpr const char* kAfterOtherwise = "SG0021";
inline constexpr const char* kTooManyErrors = "SG0022";

}  // namespace segue::dsl::codes
