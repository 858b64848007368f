namespace Fabrik.Server.Problems;

/// <summary>One fault of a request.</summary>
/// <param name="Path">Where: <c>steps[3].kind</c>, <c>query.limit</c>, or <c>body</c> for the whole.</param>
/// <param name="Message">What was expected.</param>
internal sealed record FieldError(string Path, string Message);
