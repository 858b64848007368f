namespace Fabrik.Core.Config.Nodes;

public enum ConfigScalarKind
{
    Text,
    Number,
    Flag,
    Null,
}
