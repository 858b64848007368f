namespace Fabrik.Core.Config.Nodes;

public enum ConfigScalarKind
{
    Text,
    Number,
    Flag,
    Null,

    /// <summary>A variable in it could not be replaced; that error is said, and nothing more follows from it.</summary>
    Unresolved,
}
