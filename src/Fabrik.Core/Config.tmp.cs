namespace Fabrik.Core.Config;
#pragma warning disable MA0048
public static class Suggestion { public static string? Closest(string w, IEnumerable<string> n) => null; }
