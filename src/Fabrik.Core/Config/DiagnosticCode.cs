namespace Fabrik.Core.Config;

/// <summary>The codes of configuration errors.</summary>
public static class DiagnosticCode
{
    public const string Encoding = "config.encoding";
    public const string Syntax = "config.syntax";
    public const string Limit = "config.limit";
    public const string Documents = "config.documents";
    public const string Tag = "config.tag";
    public const string Alias = "config.alias";
    public const string DuplicateKey = "config.duplicate_key";
    public const string UnknownKey = "config.unknown_key";
    public const string MissingKey = "config.missing_key";
    public const string WrongType = "config.wrong_type";
    public const string OutOfRange = "config.out_of_range";
    public const string NotAllowed = "config.not_allowed";
    public const string Pattern = "config.pattern";
    public const string Empty = "config.empty";
    public const string Variable = "config.variable";
}
