namespace Fabrik.Core.Redaction;

/// <summary>What an open object or array tells the values in it.</summary>
internal record struct JsonFrame
{
    /// <summary>Every scalar below is secret by this rule.</summary>
    public RedactionRule? Inherited { get; init; }

    /// <summary>The values of an array under an id's key are ids.</summary>
    public bool Identifier { get; init; }

    public bool IsObject { get; init; }

    /// <summary>The object under <c>properties</c>: its keys name parameters of a tool, its objects describe them.</summary>
    public bool DescribesParameters { get; init; }

    /// <summary>Set by <c>{"name": "authorization", …}</c> for the <c>value</c> beside it.</summary>
    public RedactionRule? Named { get; set; }

    public bool HasName { get; set; }
}
